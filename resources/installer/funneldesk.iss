; The installer for Windows: Inno Setup 6.3 or newer makes dist\FunnelDesk-VERSION-setup.exe of dist\FunnelDesk.
;   python -m PyInstaller --noconfirm build.spec
;   dist\FunnelDesk\funneldesk-cli --self-test
;   iscc resources\installer\funneldesk.iss
; No administrator is needed: it goes into the user's own programs. The data is never touched, also when it is removed.

#define Root SourcePath + "..\..\"
#define Bundle Root + "dist\FunnelDesk"
; build.spec writes the version into the program.
#define Version RemoveFileExt(GetVersionNumbersString(Bundle + "\FunnelDesk.exe"))

[Setup]
; Never changed: by it a newer version finds the older one.
AppId={{4A3878E2-CFE3-45D3-8F58-CA7C1F659CD6}
AppName=FunnelDesk
AppVersion={#Version}
AppPublisher=FunnelDesk
UninstallDisplayName=FunnelDesk
VersionInfoVersion={#Version}
DefaultDirName={autopf}\FunnelDesk
DefaultGroupName=FunnelDesk
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
OutputDir={#Root}dist
OutputBaseFilename=FunnelDesk-{#Version}-setup
SetupIconFile={#Root}resources\icons\funneldesk.ico
UninstallDisplayIcon={app}\FunnelDesk.exe
LicenseFile={#Root}LICENSE
Compression=lzma2
SolidCompression=yes
ChangesAssociations=yes
CloseApplications=yes
; The window holds it while it is open (funneldesk/ui/program.py): nothing is replaced or removed under it.
AppMutex=FunnelDesk.Window

[Languages]
Name: "ja"; MessagesFile: "compiler:Languages\Japanese.isl"
Name: "en"; MessagesFile: "compiler:Default.isl"

[CustomMessages]
ja.Kind=FunnelDesk データ
en.Kind=FunnelDesk data

[Tasks]
Name: "desktopicon"; Description: "{cm:CreateDesktopIcon}"; GroupDescription: "{cm:AdditionalIcons}"; Flags: unchecked

[InstallDelete]
; Parts of an older version that the newer one no longer has.
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "{#Bundle}\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs createallsubdirs

[Icons]
Name: "{group}\FunnelDesk"; Filename: "{app}\FunnelDesk.exe"
Name: "{autodesktop}\FunnelDesk"; Filename: "{app}\FunnelDesk.exe"; Tasks: desktopicon

[Registry]
; A double click on a data file opens it. Only on names of our own: .db belongs to many programs.
Root: HKA; Subkey: "Software\Classes\.fdesk\OpenWithProgids"; ValueType: string; ValueName: "FunnelDesk.Data"; ValueData: ""; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\FunnelDesk.Data"; ValueType: string; ValueData: "{cm:Kind}"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\FunnelDesk.Data\DefaultIcon"; ValueType: string; ValueData: "{app}\FunnelDesk.exe,0"
Root: HKA; Subkey: "Software\Classes\FunnelDesk.Data\shell\open\command"; ValueType: string; ValueData: """{app}\FunnelDesk.exe"" ""%1"""

[Run]
Filename: "{app}\FunnelDesk.exe"; Description: "{cm:LaunchProgram,FunnelDesk}"; Flags: nowait postinstall skipifsilent
