package io.github.rokutrickplay.generator.video.timeline;

import io.github.rokutrickplay.generator.bitstream.Access;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Which of a segment's packets decoding can start with. Their bitstream says it; what the container says is a hint: asked
 * where the bitstream says nothing, and believed of I pictures until it is found out to be wrong. Pure.
 */
public final class DecodeStarts {

    private final List<Access> accesses = new ArrayList<>();
    private final BitSet flagged = new BitSet();
    private final BitSet keys = new BitSet();
    private boolean haveRandomAccess;
    private boolean flagsLie;

    /**
     * Adds a packet, in decode order.
     *
     * @param access what its bitstream says
     * @param key what its container says
     */
    public void add(Access access, boolean key) {
        int packet = accesses.size();
        accesses.add(access);
        flagged.set(packet, key);
        haveRandomAccess |= access == Access.RANDOM_ACCESS;
        flagsLie |= key && (access == Access.DEPENDENT || access == Access.DECODABLE_LEADING);
        keys.set(
                packet,
                switch (access) {
                    case RANDOM_ACCESS -> true;
                    // A better place to start there may be. Without one, it need not be looked for in segments before.
                    case INTRA -> (key && !flagsLie) || !haveRandomAccess;
                    case DEPENDENT, DECODABLE_LEADING -> false;
                    case TOO_SHORT, UNKNOWN -> key;
                });
    }

    /** Whether decoding can start with a packet. */
    public boolean isKey(int packet) {
        return keys.get(packet);
    }

    /** Whether a packet is an I picture, of which a decoder does not know that what follows is whole. */
    public boolean isIntra(int packet) {
        return accesses.get(packet) == Access.INTRA;
    }

    /** Whether somebody says that the pictures behind a packet, in both orders, do without those before it. */
    public boolean promised(int packet) {
        return !isIntra(packet) || (flagged.get(packet) && !flagsLie);
    }

    public void clear() {
        accesses.clear();
        flagged.clear();
        keys.clear();
        haveRandomAccess = false;
        flagsLie = false;
    }
}
