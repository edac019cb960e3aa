import { jsonOf, type Answer, type Arrived, type Service } from '../network/service';
import { folders, foldersOf, type Library } from './library';

/** Who may sign in. */
export interface User {
	username: string;
	password: string;
}

const headers = { 'x-cbx-request-id': 'request-7' };

const answer = (status: number, body: unknown = {}): Answer => ({ status, headers, body });

/** The API of Skyfish, as document 003 describes it. */
export class SkyfishService {
	/** The tokens that are valid, and whose they are. */
	private readonly tokens = new Map<string, string>();

	/** How often a user tried to sign in. */
	signIns = 0;

	private readonly library: Library;

	private readonly users: User[];

	constructor(library: Library, users: User[]) {
		this.library = library;
		this.users = users;
	}

	/** All who are signed in have to do it again. */
	expireTokens(): void {
		this.tokens.clear();
	}

	readonly answer: Service = (request) => {
		const { pathname } = request.url;
		if (pathname === '/authenticate/userpasshmac') return this.signIn(request);
		const token = /Token=(\S+)/.exec(request.headers.authorization ?? '')?.[1] ?? '';
		if (!this.tokens.has(token)) return answer(401);
		if (pathname === '/folder')
			return answer(
				200,
				folders.map((one) => ({ ...one, name: 'Folder' })),
			);
		if (pathname === '/search') return this.search(request.url.searchParams);
		const [, id, what] =
			/^\/media\/(\d+)\/(version|folders|metadata\/expiration_date)$/.exec(pathname) ?? [];
		const media = this.library.media.find((one) => one.id === Number(id));
		if (!media || media.isDeleted) return answer(404);
		if (media.hidden) return answer(media.hidden);
		if (what === 'folders') {
			return answer(
				200,
				foldersOf(media).map((group_id) => ({ group_id, status: 'RELEASED' })),
			);
		}
		if (what === 'version') return answer(200, { version: media.versions.length });
		return answer(200, { expiration_date: media.expiration ?? null });
	};

	private signIn(request: Arrived): Answer {
		this.signIns++;
		const { username, password } = jsonOf(request);
		const user = this.users.find((one) => one.username === username && one.password === password);
		if (!user) return answer(401);
		const token = `token-${this.signIns}-of-${user.username}`;
		this.tokens.set(token, user.username);
		return answer(200, { token });
	}

	private search(query: URLSearchParams): Answer {
		const moment = (name: string) => Date.parse(query.get(name) ?? '') || undefined;
		const field = query.get('date_filter_field');
		const numbers = (name: string) => query.get(name)?.split(' ').map(Number);
		const found = this.library.search({
			folders: numbers('folder_ids'),
			ids: numbers('unique_media_id'),
			isRecursive: query.get('recursive') === 'true',
			createdFrom: field === 'created' ? moment('min_date') : undefined,
			modifiedFrom: field === 'last_modified' ? moment('min_date') : undefined,
			expiresFrom: query.get('min_expiration_date') ?? undefined,
			expiresUntil: query.get('max_expiration_date') ?? undefined,
		});
		const offset = Number(query.get('media_offset') ?? 0);
		const count = Number(query.get('media_count') ?? 500);
		const media = found.slice(offset, offset + count).map((one) => ({
			unique_media_id: one.id,
			folder_id: foldersOf(one)[0],
			created: new Date(one.createdAt).toISOString().replace('T', ' ').slice(0, 19),
		}));
		return answer(200, { response: { hits: found.length, media } });
	}
}
