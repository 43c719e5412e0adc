//! A crate whose generated code is checked in.

pub mod dataverse;

#[cfg(test)]
mod tests {
    use earlybound::{Choice, Target};

    use super::dataverse::new_device::{NewKeeperIdTarget, NewShade};
    use super::dataverse::{Appliance, SCHEMA};

    #[test]
    fn generated_code_is_up_to_date() {
        earlybound_codegen::assert_up_to_date!("reference", "src/dataverse");
    }

    #[test]
    fn settings_count() {
        let appliance = Appliance { new_shade: Some(NewShade::Dark), ..Appliance::default() };
        assert_eq!(appliance.new_shade.map(Choice::value), Some(2));
        assert!(NewShade::Light < NewShade::Dark, "derives of one's own");
        assert_eq!(NewKeeperIdTarget::TABLES, ["systemuser", "team"]);
        assert_eq!(SCHEMA.tables.len(), 1);
    }
}
