//! A program that reads accounts, changes contacts and calls messages, as it has them.

mod accounts;
mod messages;
mod people;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    accounts::run()?;
    people::run()?;
    messages::run()
}
