fn main() -> Result<(), earlybound_codegen::Error> {
    earlybound_codegen::compile("reference")?;
    Ok(())
}
