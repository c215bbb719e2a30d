@NullMarked
package io.github.rokutrickplay.queue;

import org.jspecify.annotations.NullMarked;
