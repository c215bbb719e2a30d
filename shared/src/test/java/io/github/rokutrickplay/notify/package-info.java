@NullMarked
package io.github.rokutrickplay.notify;

import org.jspecify.annotations.NullMarked;
