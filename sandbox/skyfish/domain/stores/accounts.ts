/** Companies, their users and API keys, and the tokens that users got for their passwords. */
import type { SqliteFile } from '../../../server/disk/sqliteFile.ts';
import type { Clock } from '../clock.ts';
import { hashPassword, isPassword, newToken } from '../secrets.ts';

export interface CompanyRow {
	id: number;
	name: string;
	/** Bytes. */
	maxDisk: number;
	colourboxAccess: number;
}

export interface UserRow {
	id: number;
	companyId: number;
	username: string;
	fullname: string;
	/** Salted and hashed. */
	password: string;
	isAdmin: number;
	locale: string;
	/** The blob of the image as it was uploaded; null without one. */
	profileImage: string | null;
}

export interface ApiKeyRow {
	id: number;
	companyId: number;
	key: string;
	secret: string;
}

export interface TokenRow {
	token: string;
	userId: number;
	/** Milliseconds since 1970. */
	validUntil: number;
}

export type NewUser = Pick<UserRow, 'companyId' | 'username' | 'fullname' | 'password'> &
	Pick<UserRow, 'isAdmin' | 'locale'>;

export class Accounts {
	private readonly database: SqliteFile;
	private readonly clock: Clock;
	private readonly tokenLifetimeMs: number;

	constructor(database: SqliteFile, clock: Clock, tokenLifetimeMs: number) {
		this.database = database;
		this.clock = clock;
		this.tokenLifetimeMs = tokenLifetimeMs;
	}

	createCompany(company: Omit<CompanyRow, 'id'>): number {
		return this.database.insert('companies', { ...company });
	}

	/** The password is given in plain text. */
	createUser(user: NewUser): number {
		return this.database.insert('users', { ...user, password: hashPassword(user.password) });
	}

	createApiKey(companyId: number, key = newToken(), secret = newToken()): number {
		return this.database.insert('apiKeys', { companyId, key, secret });
	}

	company(id: number): CompanyRow | undefined {
		return this.database.get<CompanyRow>('SELECT * FROM companies WHERE id = ?', id);
	}

	user(id: number): UserRow | undefined {
		return this.database.get<UserRow>('SELECT * FROM users WHERE id = ?', id);
	}

	userNamed(username: string): UserRow | undefined {
		return this.database.get<UserRow>('SELECT * FROM users WHERE username = ?', username);
	}

	/** A company's users, by id. */
	users(companyId: number): UserRow[] {
		const sql = 'SELECT * FROM users WHERE companyId = ? ORDER BY id';
		return this.database.all<UserRow>(sql, companyId);
	}

	/** A company's API keys, by id. */
	apiKeys(companyId: number): ApiKeyRow[] {
		const sql = 'SELECT * FROM apiKeys WHERE companyId = ? ORDER BY id';
		return this.database.all<ApiKeyRow>(sql, companyId);
	}

	apiKey(key: string): ApiKeyRow | undefined {
		return this.database.get<ApiKeyRow>('SELECT * FROM apiKeys WHERE key = ?', key);
	}

	/** The user, if the password is theirs. */
	login(username: string, password: string): UserRow | undefined {
		const user = this.userNamed(username);
		return user && isPassword(password, user.password) ? user : undefined;
	}

	issueToken(userId: number): TokenRow {
		const validUntil = this.clock.now() + this.tokenLifetimeMs;
		const row = { token: newToken(), userId, validUntil };
		this.database.insert('tokens', row);
		return row;
	}

	/** Whose token this is; undefined when it is unknown or has expired. */
	userOfToken(token: string): UserRow | undefined {
		const sql = 'SELECT * FROM tokens WHERE token = ?';
		const row = this.database.get<TokenRow>(sql, token);
		return row && row.validUntil > this.clock.now() ? this.user(row.userId) : undefined;
	}

	/** Expires every token. */
	expireTokens(): void {
		this.database.run('UPDATE tokens SET validUntil = 0');
	}

	setProfileImage(userId: number, blob: string): void {
		this.database.update('users', userId, { profileImage: blob });
	}

	requestPasswordReset(username: string): void {
		this.database.insert('passwordResets', { username, at: this.clock.now() });
	}

	/** The user names that passwords were asked for, known or not, oldest first. */
	passwordResets(): string[] {
		const sql = 'SELECT username FROM passwordResets ORDER BY rowid';
		return this.database.all<{ username: string }>(sql).map(({ username }) => username);
	}
}
