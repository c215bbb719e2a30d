package io.github.rokutrickplay.config;

/** Which frame a thumbnail shows. */
public enum FrameChoice {
    /** The picture on the screen at the mark: the last frame at or before it. */
    EXACT,
    /** The key frame nearest to the mark: cheaper, and up to half a GOP off. */
    KEYFRAME
}
