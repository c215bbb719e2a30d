package io.github.rokutrickplay.layers;

/** The two that Lambda has. Constants are named as ELF names machines. */
enum Architecture {
    EM_X86_64("x86_64", 62, "ld-linux-x86-64.so.2"),
    EM_AARCH64("arm64", 183, "ld-linux-aarch64.so.1");

    private final String lambdaName;
    private final int machine;
    private final String loader;

    Architecture(String lambdaName, int machine, String loader) {
        this.lambdaName = lambdaName;
        this.machine = machine;
        this.loader = loader;
    }

    /** The architecture of this machine. */
    static Architecture ofHost() {
        return System.getProperty("os.arch", "").equals("aarch64") ? EM_AARCH64 : EM_X86_64;
    }

    /** As in {@code aws lambda create-function --architectures}. */
    String lambdaName() {
        return lambdaName;
    }

    /** The value of e_machine in an ELF header. */
    int machine() {
        return machine;
    }

    /** The file name of glibc's dynamic loader. */
    String loader() {
        return loader;
    }

    @Override
    public String toString() {
        return lambdaName;
    }
}
