/**
 * From a job's event to thumbnails in the store. Start with {@link
 * io.github.rokutrickplay.generator.GenerateTrickPlay}.
 */
@NullMarked
package io.github.rokutrickplay.generator;

import org.jspecify.annotations.NullMarked;
