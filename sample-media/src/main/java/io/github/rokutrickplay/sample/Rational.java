package io.github.rokutrickplay.sample;

/** A fraction: a frame rate such as 30000/1001, or the shape of a sample. */
public record Rational(int numerator, int denominator) {

    /** Square samples. */
    public static final Rational ONE = new Rational(1, 1);

    public Rational {
        if (numerator < 1 || denominator < 1) {
            throw new IllegalArgumentException(
                    numerator + "/" + denominator + " is not a fraction of positive numbers");
        }
    }

    @Override
    public String toString() {
        return numerator + "/" + denominator;
    }
}
