/** Tests of sample films. Start with {@link io.github.rokutrickplay.sample.SampleFilmTest}. */
@NullMarked
package io.github.rokutrickplay.sample;

import org.jspecify.annotations.NullMarked;
