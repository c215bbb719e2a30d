/**
 * How the objects of a published film are read: from a folder, a bucket, or over HTTP as a player gets them. Start with {@link
 * io.github.rokutrickplay.local.verify.objects.PublishedObjects}.
 */
@NullMarked
package io.github.rokutrickplay.local.verify.objects;

import org.jspecify.annotations.NullMarked;
