/**
 * The command line. It runs with {@code java -jar} and nothing else: picocli and a JSON-P
 * implementation are in its JAR. Each command is a class.
 */
@NullMarked
package com.bamotf.webhooks.cli;

import org.jspecify.annotations.NullMarked;
