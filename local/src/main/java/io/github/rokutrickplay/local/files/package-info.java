/** Folders of plain files in the place of a bucket. Start with {@link io.github.rokutrickplay.local.files.FileObjectStore}. */
@NullMarked
package io.github.rokutrickplay.local.files;

import org.jspecify.annotations.NullMarked;
