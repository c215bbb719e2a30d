package io.github.rokutrickplay.fuzz;

/** An input read as decisions. When it is used up, every decision is the first. */
final class Bits {

    private final byte[] input;
    private int position;

    Bits(byte[] input) {
        this.input = input;
    }

    boolean left() {
        return position < input.length;
    }

    int next() {
        return position < input.length ? input[position++] & 0xFF : 0;
    }

    /** From 0 up to, and without, the bound. */
    int below(int bound) {
        int value = (next() << 16) | (next() << 8) | next();
        return bound <= 0 ? 0 : value % bound;
    }
}
