@NullMarked
package io.github.rokutrickplay.sample;

import org.jspecify.annotations.NullMarked;
