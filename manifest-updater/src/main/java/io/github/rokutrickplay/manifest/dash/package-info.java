/**
 * Thumbnails in DASH: an image AdaptationSet in each MPD of the same job, put there without touching another byte. Start with
 * {@link io.github.rokutrickplay.manifest.dash.MpdEditor}, which is pure, or with {@link
 * io.github.rokutrickplay.manifest.dash.MpdUpdate}, which reads and writes.
 */
@NullMarked
package io.github.rokutrickplay.manifest.dash;

import org.jspecify.annotations.NullMarked;
