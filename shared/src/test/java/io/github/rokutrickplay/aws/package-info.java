@NullMarked
package io.github.rokutrickplay.aws;

import org.jspecify.annotations.NullMarked;
