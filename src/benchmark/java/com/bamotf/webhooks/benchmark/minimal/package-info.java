/** The smallest application with a REST resource, a transactional bean and an entity. */
@NullMarked
package com.bamotf.webhooks.benchmark.minimal;

import org.jspecify.annotations.NullMarked;
