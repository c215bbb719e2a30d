/** EventBridge: which events reach the generator. Start with {@link io.github.rokutrickplay.local.events.EventBus}. */
@NullMarked
package io.github.rokutrickplay.local.events;

import org.jspecify.annotations.NullMarked;
