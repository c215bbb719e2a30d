/** Queues that messages are sent to, and where refused work is recorded. Start with {@link io.github.rokutrickplay.queue.MessageQueue}. */
@NullMarked
package io.github.rokutrickplay.queue;

import org.jspecify.annotations.NullMarked;
