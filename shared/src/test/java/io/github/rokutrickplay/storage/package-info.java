@NullMarked
package io.github.rokutrickplay.storage;

import org.jspecify.annotations.NullMarked;
