//! A program that reads accounts, and changes contacts, as it has them.

mod accounts;
mod people;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    accounts::run()?;
    people::run()
}
