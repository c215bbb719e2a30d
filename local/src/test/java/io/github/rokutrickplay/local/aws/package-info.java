@NullMarked
package io.github.rokutrickplay.local.aws;

import org.jspecify.annotations.NullMarked;
