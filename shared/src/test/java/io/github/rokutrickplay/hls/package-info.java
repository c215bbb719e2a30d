@NullMarked
package io.github.rokutrickplay.hls;

import org.jspecify.annotations.NullMarked;
