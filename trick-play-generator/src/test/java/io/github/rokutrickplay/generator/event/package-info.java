/** Events as MediaConvert sends them, and others. */
@NullMarked
package io.github.rokutrickplay.generator.event;

import org.jspecify.annotations.NullMarked;
