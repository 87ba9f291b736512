/** JMH: what verifying and reading one message costs, beside other libraries. */
@NullMarked
package com.bamotf.webhooks.benchmark.micro;

import org.jspecify.annotations.NullMarked;
