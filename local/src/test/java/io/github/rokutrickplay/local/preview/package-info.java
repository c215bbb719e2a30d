@NullMarked
package io.github.rokutrickplay.local.preview;

import org.jspecify.annotations.NullMarked;
