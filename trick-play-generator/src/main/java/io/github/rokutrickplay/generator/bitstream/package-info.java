/**
 * What the first bytes of a coded picture say of where decoding can start. Containers say it too, and are wrong now and then.
 * Pure, without libav. Start with {@link io.github.rokutrickplay.generator.bitstream.AccessUnitReader}.
 */
@NullMarked
package io.github.rokutrickplay.generator.bitstream;

import org.jspecify.annotations.NullMarked;
