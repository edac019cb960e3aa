import { pathWithProjectNode } from '../checkout/projectFolder.ts';

/** What n8n may know of the machine: nothing of a developer's own n8n or npm settings reaches it. */
const passedOn = [
	'LANG',
	'LC_ALL',
	'TZ',
	'TMPDIR',
	'USER',
	'SHELL',
	'NODE_EXTRA_CA_CERTS',
	'SSL_CERT_FILE',
	'SSL_CERT_DIR',
];

/** Else n8n 1 says that an execution has ended before its data is there; n8n 2 always has a pool. */
const onlyBefore2 = { DB_SQLITE_POOL_SIZE: '3' };

/** This module asks a server on the internet; n8n 1 lacks it, and refuses to start with its name. */
const onlyFrom2 = { N8N_DISABLED_MODULES: 'mcp-registry' };

/**
 * The environment of an n8n that stands by itself: own folder, own ports, nothing reported home,
 * nothing fetched from the internet. `brokerPort` is where its task runners connect.
 */
export function n8nEnvironment(settings: {
	version: string;
	projectFolder: string;
	userFolder: string;
	port: number;
	brokerPort: number;
}): NodeJS.ProcessEnv {
	const inherited = passedOn.filter((name) => process.env[name] !== undefined);
	return {
		...Object.fromEntries(inherited.map((name) => [name, process.env[name]])),
		PATH: pathWithProjectNode(settings.projectFolder),
		// n8n keeps caches and its default folder for files below the home folder.
		HOME: settings.userFolder,
		N8N_USER_FOLDER: settings.userFolder,
		N8N_PORT: String(settings.port),
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_HOST: '127.0.0.1',
		// A worker of queue mode says on the same port that it is ready.
		QUEUE_HEALTH_CHECK_ACTIVE: 'true',
		QUEUE_HEALTH_CHECK_PORT: String(settings.port),
		N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
		N8N_RUNNERS_BROKER_PORT: String(settings.brokerPort),
		N8N_SECURE_COOKIE: 'false',
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_HIRING_BANNER_ENABLED: 'false',
		N8N_DYNAMIC_BANNERS_ENABLED: 'false',
		N8N_VERIFIED_PACKAGES_ENABLED: 'false',
		...(Number.parseInt(settings.version) < 2 ? onlyBefore2 : onlyFrom2),
	};
}
