@NullMarked
package io.github.rokutrickplay.generator;

import org.jspecify.annotations.NullMarked;
