/** The facts of this build. Asked for here alone, because the builder writes them wherever they are named. */
export const build = __BUILD__;
