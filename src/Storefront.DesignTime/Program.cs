// Nothing runs here: the EF tool loads this program to find the two contexts it writes migrations for.
return;
