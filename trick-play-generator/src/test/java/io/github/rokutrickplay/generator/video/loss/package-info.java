/** What counts as loss, and how much of it a film may have. */
@NullMarked
package io.github.rokutrickplay.generator.video.loss;

import org.jspecify.annotations.NullMarked;
