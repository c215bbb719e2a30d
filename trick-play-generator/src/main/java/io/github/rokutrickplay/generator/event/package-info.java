/**
 * From the JSON of an event to assets: MediaConvert's own events, and the project's documented one. Pure. Start with {@link
 * io.github.rokutrickplay.generator.event.JobEvent}.
 */
@NullMarked
package io.github.rokutrickplay.generator.event;

import org.jspecify.annotations.NullMarked;
