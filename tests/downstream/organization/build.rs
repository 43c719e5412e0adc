fn main() -> Result<(), earlybound_codegen::Error> {
    earlybound_codegen::Config::new().inputs(["reference", "solution"]).compile()?;
    Ok(())
}
