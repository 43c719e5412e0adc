//! Any texts as values and names of FetchXML: the query stays XML of its own elements, and each text comes out of it as
//! it went in.

#![no_main]

use earlybound::Page;
use earlybound::query::Fetch;
use earlybound_generated::account::many_to_one::ACCOUNT_PRIMARY_CONTACT;
use earlybound_generated::{Account, account, contact};
use libfuzzer_sys::fuzz_target;
use roxmltree::Document;

fuzz_target!(|input: (String, String, String)| {
    let (text, alias, cookie) = input;
    let contact = ACCOUNT_PRIMARY_CONTACT.link(alias.clone()).select(contact::FULLNAME);
    let of_contact = contact.clone().filter(contact::LASTNAME.ne(text.clone()));
    let fetch = Fetch::<Account>::new()
        .select(account::NAME)
        .filter(account::NAME.eq(text.clone()).or(!account::NAME.starts_with(text.clone())))
        .link(of_contact)
        .page(1, 50);
    let page: Page<Account> = serde_json::from_value(serde_json::json!({
        "value": [],
        "@Microsoft.Dynamics.CRM.morerecords": true,
        "@Microsoft.Dynamics.CRM.fetchxmlpagingcookie": cookie,
    }))
    .expect("a page");
    for fetch in [&fetch, &fetch.next_page(&page).expect("there are more")] {
        // Some characters have no place in XML.
        let Ok(xml) = fetch.xml() else { continue };
        let document = Document::parse(&xml).expect("XML");
        let names: Vec<_> =
            document.descendants().filter(|node| node.is_element()).map(|node| node.tag_name().name()).collect();
        assert_eq!(
            names,
            [
                "fetch",
                "entity",
                "attribute",
                "filter",
                "condition",
                "condition",
                "link-entity",
                "attribute",
                "filter",
                "condition"
            ]
        );
        let values: Vec<_> = document.descendants().filter_map(|node| node.attribute("value")).collect();
        assert_eq!(values, [text.as_str(), &format!("{text}%"), &text]);
        assert_eq!(document.descendants().find_map(|node| node.attribute("alias")), Some(alias.as_str()));
        let request = fetch.request().expect("the entity set is known");
        let value = request.path().strip_prefix("/accounts?fetchXml=").expect("one parameter");
        assert!(value.is_ascii() && !value.contains(['&', '#', '?', ' ', '+', '=', '\r', '\n']), "{value}");
    }
});
