//! The families of credentials, and the networks of issuers whose keys serve them.

/// A credential family.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Family {
    /// Hong Kong vaccination records, exemption certificates and test records.
    HongKong,
    /// HC1: EU Digital COVID Certificate, and WHO's certificates of the same form.
    Hcert,
    /// SMART Health Cards.
    Shc,
    /// NZ COVID Pass.
    Nzcp,
    /// ICAO VDS-NC: visible digital seals for non-constrained environments.
    VdsNc,
    /// DIVOC: India's vaccination certificates, and those of the countries that took over its form.
    Divoc,
}

impl Family {
    /// Every family, in the order in which a payload is held against them.
    pub const ALL: [Self; 6] = [Self::HongKong, Self::Hcert, Self::Shc, Self::Nzcp, Self::VdsNc, Self::Divoc];

    /// The stable name in output: `hongkong`, `hcert`, `shc`, `nzcp`, `vdsnc`, `divoc`.
    pub fn name(self) -> &'static str {
        self.facts().0
    }

    /// The network whose keys serve this family.
    pub fn network(self) -> Network {
        self.facts().1
    }

    fn facts(self) -> (&'static str, Network) {
        match self {
            Self::HongKong => ("hongkong", Network::HongKong),
            Self::Hcert => ("hcert", Network::Gdhcn),
            Self::Shc => ("shc", Network::Shc),
            Self::Nzcp => ("nzcp", Network::Nzcp),
            Self::VdsNc => ("vdsnc", Network::Icao),
            Self::Divoc => ("divoc", Network::Divoc),
        }
    }
}

/// A network of issuers. A key serves the families of its own network only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Network {
    /// The Government of Hong Kong.
    HongKong,
    /// WHO's Global Digital Health Certification Network, and the EU lists that went before it.
    Gdhcn,
    /// SMART Health Cards, as listed by the Vaccination Credential Initiative.
    Shc,
    /// NZ COVID Pass.
    Nzcp,
    /// ICAO's visible digital seals: country signing certification authorities.
    Icao,
    /// DIVOC and its national descendants.
    Divoc,
}

impl Network {
    /// Every network, in the order of the listings.
    pub const ALL: [Self; 6] = [Self::HongKong, Self::Gdhcn, Self::Shc, Self::Nzcp, Self::Icao, Self::Divoc];

    /// The stable name in files and output.
    pub fn name(self) -> &'static str {
        match self {
            Self::HongKong => "hongkong",
            Self::Gdhcn => "gdhcn",
            Self::Shc => "shc",
            Self::Nzcp => "nzcp",
            Self::Icao => "icao",
            Self::Divoc => "divoc",
        }
    }

    /// The network of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|network| network.name() == name)
    }
}
