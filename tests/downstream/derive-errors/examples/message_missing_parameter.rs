use earlybound::Message;

/// The code that is generated of a table document which states the parameters.
mod door {
    use earlybound::metadata::{Binding, MessageKind, MessageMetadata, ParameterMetadata, ParameterType};

    pub enum Message {
        Greet,
    }

    impl Message {
        pub fn metadata(self) -> &'static MessageMetadata {
            self.signature()
        }

        pub const fn signature(self) -> &'static MessageMetadata {
            &MessageMetadata {
                name: "Greet",
                kind: Some(MessageKind::Action),
                binding: Some(Binding::Global),
                parameters: &[
                    ParameterMetadata { name: "Words", parameter_type: Some(ParameterType::String), optional: false },
                    ParameterMetadata { name: "Loudly", parameter_type: Some(ParameterType::Boolean), optional: true },
                ],
                ..MessageMetadata::UNKNOWN
            }
        }
    }
}

#[derive(Message)]
#[message(table = door, name = Greet, bound = none)]
struct Greet {
    loudly: bool,
}

fn main() {}
