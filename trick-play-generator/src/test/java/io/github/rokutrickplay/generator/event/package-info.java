@NullMarked
package io.github.rokutrickplay.generator.event;

import org.jspecify.annotations.NullMarked;
