//! The way to code that a build script generated.

/// Puts the tables here that `earlybound_codegen::compile` generated in the build script of this crate, as items of the
/// module that this stands in.
///
/// ```ignore
/// // build.rs: earlybound_codegen::compile("reference")?;
/// pub mod dataverse {
///     earlybound::include_generated!();
/// }
/// use dataverse::Account;
/// ```
///
/// A script that generates more than once names a folder each time, and so does this:
///
/// ```ignore
/// // build.rs: earlybound_codegen::Config::new().input("sales").out_dir("sales").compile()?;
/// pub mod sales {
///     earlybound::include_generated!("sales");
/// }
/// ```
#[macro_export]
macro_rules! include_generated {
    () => {
        $crate::include_generated!("earlybound");
    };
    ($folder:literal) => {
        ::core::include!(::core::concat!(
            ::core::env!(
                "OUT_DIR",
                "`include_generated!` takes in what a build script generates, and this crate has none: add a `build.rs` \
                 that calls `earlybound_codegen::compile(\"reference\")`, and `earlybound-codegen` to \
                 `[build-dependencies]`"
            ),
            "/",
            $folder,
            "/include.rs"
        ));
    };
}
