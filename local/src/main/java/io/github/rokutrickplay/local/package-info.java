/**
 * The command line, and the platform that it starts: an embedded AWS with the three functions, their queues and the event
 * rule. Start with {@link io.github.rokutrickplay.local.LocalPlatform}, or {@link io.github.rokutrickplay.local.Trickplay}
 * for the commands.
 */
@NullMarked
package io.github.rokutrickplay.local;

import org.jspecify.annotations.NullMarked;
