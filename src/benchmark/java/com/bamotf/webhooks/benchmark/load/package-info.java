/** Load over HTTP on a whole server and on the guide's own receiver, both on one PostgreSQL. */
@NullMarked
package com.bamotf.webhooks.benchmark.load;

import org.jspecify.annotations.NullMarked;
