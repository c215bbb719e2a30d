/** Timestamps and decode order, by numbers alone. */
@NullMarked
package io.github.rokutrickplay.generator.video.timeline;

import org.jspecify.annotations.NullMarked;
