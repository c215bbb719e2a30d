package io.github.rokutrickplay.generator.video.fetch;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** What encryptors make of the end of a segment, which need not be a whole number of blocks. */
public enum CipherEnding {
    PKCS7 {
        @Override
        byte[] padded(byte[] clear) {
            int count = BLOCK - clear.length % BLOCK;
            byte[] padded = Arrays.copyOf(clear, clear.length + count);
            Arrays.fill(padded, clear.length, padded.length, (byte) count);
            return padded;
        }
    },
    ZEROES {
        @Override
        byte[] padded(byte[] clear) {
            return Arrays.copyOf(clear, Math.ceilDiv(clear.length, BLOCK) * BLOCK);
        }
    },
    A_BLOCK_OF_ZEROES_AT_MOST {
        @Override
        byte[] padded(byte[] clear) {
            return Arrays.copyOf(clear, (clear.length / BLOCK + 1) * BLOCK);
        }
    },
    NOISE_AND_ITS_LENGTH {
        @Override
        byte[] padded(byte[] clear) {
            byte[] padded = PKCS7.padded(clear);
            for (int i = clear.length; i < padded.length - 1; i++) {
                padded[i] = (byte) (0x90 + i % 7);
            }
            return padded;
        }
    },
    A_CLEAR_TAIL {
        @Override
        byte[] padded(byte[] clear) {
            return clear.clone();
        }
    };

    private static final int BLOCK = 16;

    abstract byte[] padded(byte[] clear);

    /** The whole blocks encrypted; what is left over as it is. */
    public byte[] encrypted(byte[] clear, byte[] key, String iv) {
        byte[] bytes = padded(clear);
        try {
            Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
            IvParameterSpec vector = new IvParameterSpec(HexFormat.of().parseHex(iv));
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), vector);
            cipher.doFinal(bytes, 0, bytes.length - bytes.length % BLOCK, bytes, 0);
            return bytes;
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
