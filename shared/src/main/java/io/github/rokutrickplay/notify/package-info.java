/** Telling people. Start with {@link io.github.rokutrickplay.notify.Notifier}. */
@NullMarked
package io.github.rokutrickplay.notify;

import org.jspecify.annotations.NullMarked;
