/** The two SQS messages and the published index, with their JSON. Start with {@link io.github.rokutrickplay.message.ManifestMessage}. */
@NullMarked
package io.github.rokutrickplay.message;

import org.jspecify.annotations.NullMarked;
