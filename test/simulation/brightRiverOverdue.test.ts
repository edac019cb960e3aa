import { keepsItsPromises } from './support';

keepsItsPromises('brightRiverOverdue');
