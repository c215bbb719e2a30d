@NullMarked
package io.github.rokutrickplay.manifest;

import org.jspecify.annotations.NullMarked;
