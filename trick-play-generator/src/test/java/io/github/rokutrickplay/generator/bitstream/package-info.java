@NullMarked
package io.github.rokutrickplay.generator.bitstream;

import org.jspecify.annotations.NullMarked;
