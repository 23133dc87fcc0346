//! Updates and set-up cards at a door that is open: a thread looks for sticks, and does what is asked for.

use crate::commands::installed;
use crate::commands::trust_update::read;
use crate::config::Folder;
use crate::credential;
use crate::trust::TrustStore;
use crate::ui::{SetUpNews, SetUpOrder, UpdateHead, Updates};
use crate::update::{
    BundleManifest, CardError, Contents, Disk, Film, Installed, MAX_BYTES, OperatorKey, SetUpCard, Sort,
    UpdateError, UpdateStore, Updated, unpack, unseal,
};
use crate::verdict::text::shown;
use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

/// How often it is looked whether a stick has come.
const LOOK: Duration = Duration::from_secs(5);
/// How the files of updates end.
const ENDING: &str = "doorcheck";
/// The most files of updates that are looked at in one folder.
const MOST: usize = 16;

/// Opens what is trusted anew, with the lists of a folder.
pub(super) type Reopen = Box<dyn Fn(Option<&Path>) -> Result<TrustStore, String>>;

/// What the thread is asked for.
enum Ask {
    Order(SetUpOrder),
    Card(String),
    /// The page was opened, or closed: what was shown before may be shown again.
    Anew,
    /// Look into that folder, too.
    Watch(Option<PathBuf>),
}

/// What the window is told.
#[derive(Default)]
struct Told {
    updates: Updates,
    /// An update was installed, or taken back: what is trusted is another.
    changed: bool,
    /// Settings that wait to be taken over.
    settings: Option<toml::Table>,
    /// The serial of the update that sets them; none where a card does.
    of: Option<u64>,
}

/// Looks for updates, and installs what is asked for.
pub(super) struct Updater {
    told: Arc<Mutex<Told>>,
    ask: Sender<Ask>,
}

fn locked(told: &Mutex<Told>) -> MutexGuard<'_, Told> {
    told.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Updater {
    /// Starts the thread. It ends with this.
    pub(super) fn start(
        folder: &Folder,
        watched: Option<PathBuf>,
        zone: Tz,
        wake: Arc<dyn Fn() + Send + Sync>,
    ) -> Self {
        let (ask, asked) = channel();
        let told = Arc::new(Mutex::new(Told::default()));
        let mut worker = Worker {
            store: installed::place_at(folder),
            watched,
            zone,
            seen: HashSet::new(),
            found: None,
            film: Film::default(),
            started: Instant::now(),
            shown: None,
            answered: HashSet::new(),
            generation: installed::open_at(folder).map_or(0, |installed| installed.generation()),
            told: Arc::clone(&told),
        };
        // Without a thread there are no updates in the window; the commands still install them.
        let _ = thread::Builder::new().name("updates".to_owned()).spawn(move || worker.work(&asked, &*wake));
        Self { told, ask }
    }

    pub(super) fn updates(&self) -> Updates {
        locked(&self.told).updates.clone()
    }

    /// The serial of an update that was found.
    pub(super) fn found(&self) -> Option<u64> {
        locked(&self.told).updates.found.as_ref().map(|found| found.serial)
    }

    pub(super) fn order(&self, order: SetUpOrder) {
        locked(&self.told).updates.busy = true;
        let _ = self.ask.send(Ask::Order(order));
    }

    pub(super) fn card(&self, text: String) {
        let _ = self.ask.send(Ask::Card(text));
    }

    pub(super) fn watch(&self, folder: Option<PathBuf>) {
        let _ = self.ask.send(Ask::Watch(folder));
    }

    /// Forgets what came of the last thing: the page is opened anew.
    pub(super) fn forget_news(&self) {
        let mut told = locked(&self.told);
        (told.updates.news, told.updates.key_shown) = (None, None);
        drop(told);
        let _ = self.ask.send(Ask::Anew);
    }

    /// Whether what is trusted has become another since the last call.
    pub(super) fn take_changed(&self) -> bool {
        std::mem::take(&mut locked(&self.told).changed)
    }

    /// The settings that were set since the last call, and the serial of the update that does.
    pub(super) fn take_settings(&self) -> Option<(toml::Table, Option<u64>)> {
        let mut told = locked(&self.told);
        Some((told.settings.take()?, told.of.take()))
    }
}

/// An update that was found.
struct Found {
    head: UpdateHead,
    place: Place,
}

/// Where an update was found.
enum Place {
    File(Mark),
    /// Before the camera: this is the sealed file.
    Film(Vec<u8>),
}

/// A file by its path, length and time.
type Mark = (PathBuf, u64, Option<SystemTime>);

struct Worker {
    /// The folder of what is installed.
    store: PathBuf,
    /// A folder that is looked into beside sticks.
    watched: Option<PathBuf>,
    zone: Tz,
    /// The files that were looked at.
    seen: HashSet<Mark>,
    found: Option<Found>,
    /// The film before the camera.
    film: Film,
    /// What times of the film's frames count from.
    started: Instant,
    /// The key on a card, which waits to be compared.
    shown: Option<OperatorKey>,
    /// The generation that the door goes by.
    generation: u32,
    /// The cards that were answered: one that stays before the camera is read again and again.
    answered: HashSet<String>,
    told: Arc<Mutex<Told>>,
}

impl Worker {
    fn work(&mut self, asked: &Receiver<Ask>, wake: &(dyn Fn() + Send + Sync)) {
        self.notice();
        self.look();
        self.tell(None);
        loop {
            match asked.recv_timeout(LOOK) {
                // Many a second: nothing is looked for in between.
                Ok(Ask::Card(text)) if credential::is_film(text.as_bytes()) => {
                    self.frame(&text);
                    wake();
                    continue;
                }
                Ok(ask) => {
                    let news = self.answer(ask);
                    self.notice();
                    self.tell(news);
                    wake();
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return,
            }
            self.notice();
            self.look();
            self.tell(None);
        }
    }

    fn today(&self) -> NaiveDate {
        let now: DateTime<Tz> = Utc::now().with_timezone(&self.zone);
        now.date_naive()
    }

    /// Says how things stand, and what came of the last thing where there was one.
    fn tell(&self, news: Option<SetUpNews>) {
        let installed = Installed::open(&self.store);
        let mut told = locked(&self.told);
        let updates = &mut told.updates;
        if let Some(news) = news {
            (updates.news, updates.busy) = (Some(news), false);
        }
        updates.film = self.film.per_cent(self.started.elapsed());
        updates.found = self.found.as_ref().map(|found| found.head.clone());
        updates.key_shown = self.shown.as_ref().map(OperatorKey::fingerprint);
        if let Ok(installed) = installed {
            updates.installed = installed.manifest().map(head);
            updates.operator = installed.operator().ok().flatten().map(|key| key.fingerprint());
            updates.can_go_back = installed.can_go_back();
        }
    }

    fn answer(&mut self, ask: Ask) -> Option<SetUpNews> {
        let done = match ask {
            Ask::Watch(folder) => {
                self.watched = folder;
                return None;
            }
            Ask::Anew => {
                self.shown = None;
                self.film = Film::default();
                self.answered.clear();
                return None;
            }
            Ask::Card(text) if !self.answered.insert(text.clone()) => return None,
            Ask::Card(text) => self.card(&text),
            Ask::Order(SetUpOrder::Install) => self.install().map(Some),
            Ask::Order(SetUpOrder::GoBack) => self.go_back().map(Some),
            Ask::Order(SetUpOrder::TakeKey) => self.take_key().map(Some),
            Ask::Order(SetUpOrder::RefuseKey) => {
                self.shown = None;
                locked(&self.told).updates.busy = false;
                return None;
            }
        };
        done.unwrap_or_else(|why| Some(SetUpNews::Refused(why)))
    }

    fn to_change(&self) -> Result<UpdateStore<Disk>, String> {
        Disk::to_change(&self.store).map(UpdateStore::new).map_err(|why| why.to_string())
    }

    fn install(&mut self) -> Result<SetUpNews, String> {
        let found = self.found.take().ok_or("the stick has gone")?;
        // Whatever comes of it, it is looked at again.
        self.seen.clear();
        let sealed = match found.place {
            Place::File((path, ..)) => read(&path, MAX_BYTES)?,
            Place::Film(sealed) => sealed,
        };
        let updated = self.to_change()?.update(&sealed, self.today()).map_err(|why| why.to_string())?;
        let head = match &updated {
            Updated::Installed(contents) => head(&contents.manifest),
            Updated::Already => found.head,
        };
        Ok(SetUpNews::Installed(head))
    }

    /// Goes back, when it is asked for twice.
    fn go_back(&mut self) -> Result<SetUpNews, String> {
        if locked(&self.told).updates.news != Some(SetUpNews::GoBackAsked) {
            return Ok(SetUpNews::GoBackAsked);
        }
        self.to_change()?.rollback().map_err(|why| why.to_string())?;
        self.seen.clear();
        Ok(SetUpNews::WentBack)
    }

    /// Sees what was installed, here or by a command: what is trusted is another from now on.
    fn notice(&mut self) {
        let Ok(installed) = Installed::open(&self.store) else { return };
        if std::mem::replace(&mut self.generation, installed.generation()) == installed.generation() {
            return;
        }
        let settings = installed.settings().ok().flatten();
        let mut told = locked(&self.told);
        told.changed = true;
        if let (Some(table), Some(update)) = (settings, installed.manifest()) {
            (told.settings, told.of) = (Some(table), Some(update.serial));
        }
    }

    fn take_key(&mut self) -> Result<SetUpNews, String> {
        let key = self.shown.take().ok_or("no card with a key was shown")?;
        self.to_change()?.pin(&key).map_err(|why| why.to_string())?;
        // What could not be vouched for may be now.
        self.seen.clear();
        self.answered.clear();
        self.film = Film::default();
        Ok(SetUpNews::KeyTaken)
    }

    /// A card that was shown.
    fn card(&mut self, text: &str) -> Result<Option<SetUpNews>, String> {
        let installed = Installed::open(&self.store).map_err(|why| why.to_string())?;
        let operator = installed.operator().map_err(|why| why.to_string())?;
        let card = SetUpCard::read(text, operator.as_ref(), self.today(), installed.card_floor());
        match (card.map_err(|why: CardError| why.to_string())?, operator) {
            (SetUpCard::Key(key), None) => {
                // The first one stays: another card that is held up meanwhile must not be the one that is taken.
                self.shown.get_or_insert(key);
                Ok(None)
            }
            (SetUpCard::Key(key), Some(held)) if key == held => Ok(Some(SetUpNews::KeyHeld)),
            (SetUpCard::Key(_), Some(held)) => Err(format!("another operator's key: {held} is held here")),
            (SetUpCard::Settings(card), _) => {
                self.to_change()?.take_card(card.serial).map_err(|why| why.to_string())?;
                locked(&self.told).settings = Some(card.settings);
                Ok(Some(SetUpNews::CardTaken))
            }
        }
    }

    /// Looks for an update that is newer than all that was installed, and sealed with the operator's key.
    fn look(&mut self) {
        // What has gone, or is another now, is no longer found.
        let gone = |found: &mut Found| matches!(&found.place, Place::File(was) if mark(&was.0).as_ref() != Some(was));
        if self.found.take_if(gone).is_some() {
            self.seen.clear();
        }
        let Ok(installed) = Installed::open(&self.store) else { return };
        let Ok(Some(operator)) = installed.operator() else { return };
        let places = sticks().into_iter().chain(self.watched.clone());
        let files: Vec<PathBuf> = places.flat_map(|place| bundles(&place)).collect();
        let current: HashSet<_> = files.iter().filter_map(|path| mark(path)).collect();
        // A stick that has gone and come back is looked at again.
        self.seen.retain(|mark| current.contains(mark));
        for mark in current {
            if !self.seen.insert(mark.clone()) {
                continue;
            }
            let named = |why: String| format!("{}: {why}", mark.0.display());
            let manifest = read(&mark.0, MAX_BYTES)
                .and_then(|sealed| vouched(&sealed, &operator, self.today()).map_err(named));
            match manifest {
                Ok(manifest) if may_come(&manifest, &installed) => {
                    self.consider(head(&manifest), Place::File(mark));
                }
                Ok(_) => {}
                Err(why) => {
                    let updates = &mut locked(&self.told).updates;
                    // What is not meant for this key says nothing of what was done, or of what else is there.
                    if updates.news.is_none() && self.found.is_none() {
                        updates.news = Some(SetUpNews::Refused(shown(&why)));
                    }
                }
            }
        }
    }

    /// Takes a frame of a film. What it brings is found, as what lies on a stick is.
    fn frame(&mut self, text: &str) {
        let Some(sealed) = self.film.take(text, self.started.elapsed()) else {
            locked(&self.told).updates.film = self.film.per_cent(self.started.elapsed());
            return;
        };
        let refused = self.film_found(sealed).err();
        self.tell(refused.map(|why| SetUpNews::Refused(shown(&why))));
    }

    fn film_found(&mut self, sealed: Vec<u8>) -> Result<(), String> {
        let installed = Installed::open(&self.store).map_err(|why| why.to_string())?;
        let operator = installed.operator().map_err(|why| why.to_string())?;
        let operator = operator.ok_or_else(|| UpdateError::NoOperator.to_string())?;
        let manifest = vouched(&sealed, &operator, self.today())?;
        if !may_come(&manifest, &installed) {
            let (serial, floor) = (manifest.serial, installed.floor());
            return Err(UpdateError::Serial { serial, floor }.to_string());
        }
        self.consider(head(&manifest), Place::Film(sealed));
        Ok(())
    }

    /// The lowest serial above what is installed comes first: it may bring the key that the next one is sealed with.
    fn consider(&mut self, head: UpdateHead, place: Place) {
        if self.found.as_ref().is_none_or(|found| head.serial < found.head.serial) {
            self.found = Some(Found { head, place });
        }
    }
}

/// Whether a serial is above all that were installed. The newest that ever was may come back.
fn may_come(manifest: &BundleManifest, installed: &Installed) -> bool {
    let holds = installed.manifest().is_some_and(|held| held.serial == manifest.serial);
    manifest.serial >= installed.floor() && !holds
}

fn head(manifest: &BundleManifest) -> UpdateHead {
    UpdateHead { serial: manifest.serial, date: manifest.date, title: shown(&manifest.title) }
}

/// What an update says of itself, where a door would take it.
fn vouched(sealed: &[u8], operator: &OperatorKey, today: NaiveDate) -> Result<BundleManifest, String> {
    let archive = unseal(sealed, Sort::Bundle, operator).map_err(|why| why.to_string())?;
    let files = unpack(archive).map_err(|why| why.to_string())?;
    Contents::read(&files, today).map(|contents| contents.manifest).map_err(|why| why.to_string())
}

fn mark(path: &Path) -> Option<Mark> {
    let file = fs::metadata(path).ok().filter(fs::Metadata::is_file)?;
    Some((path.to_owned(), file.len(), file.modified().ok()))
}

/// The files of updates in a folder itself.
fn bundles(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
    paths.filter(|path| path.extension().is_some_and(|ending| ending == ENDING)).take(MOST).collect()
}

/// Where the system mounts sticks.
fn sticks() -> Vec<PathBuf> {
    if cfg!(windows) {
        return ('D'..='Z').map(|letter| PathBuf::from(format!("{letter}:\\"))).collect();
    }
    let within = |folder: &Path| -> Vec<PathBuf> {
        let entries = fs::read_dir(folder).into_iter().flatten();
        entries.filter_map(|entry| Some(entry.ok()?.path())).filter(|path| path.is_dir()).collect()
    };
    // A folder a stick, or one a user with a folder a stick.
    let roots = ["/media", "/run/media", "/Volumes"].map(PathBuf::from);
    let first: Vec<PathBuf> = roots.iter().flat_map(|root| within(root)).collect();
    let second: Vec<PathBuf> = first.iter().flat_map(|folder| within(folder)).collect();
    first.into_iter().chain(second).collect()
}

#[cfg(test)]
mod tests;
