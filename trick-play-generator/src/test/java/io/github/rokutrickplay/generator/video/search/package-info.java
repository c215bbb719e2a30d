/** The choice of frames, by timestamps alone. */
@NullMarked
package io.github.rokutrickplay.generator.video.search;

import org.jspecify.annotations.NullMarked;
